/** Returns a text whose characters Markdown does not interpret. */
export const escapeMarkdown = (text: string): string => text.replace(/[\\`*_[\]<>|#]/g, String.raw`\$&`);

/** Returns a link to a dashboard from another one. */
export const dashboardLink = (title: string, dashboardName: string): string =>
  `[${escapeMarkdown(title)}](#dashboards/dashboard/${dashboardName})`;
