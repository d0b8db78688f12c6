/** The inputs of an AWS resource that contain its tags. */
export interface TaggedInputs {
  readonly tags?: Readonly<Record<string, string | undefined>>;
  /** The tags together with the default tags of the provider, which adds this input. */
  readonly tagsAll?: Readonly<Record<string, string | undefined>>;
}

/** Returns the tags that an AWS resource will have, including default tags if the provider has added them. */
export const mergedTags = ({ tags, tagsAll }: TaggedInputs): TaggedInputs["tags"] => tagsAll ?? tags;
