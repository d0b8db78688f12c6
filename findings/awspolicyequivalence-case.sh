#!/usr/bin/env bash
# hashicorp/awspolicyequivalence 1.7.0, with which the Terraform and Pulumi AWS providers decide whether a policy changed: it
# ignores the case of Effect, which IAM does not, and compares the case of actions and condition keys, which IAM ignores. A
# policy with a repeated action, or with the principal {"AWS": "*"} for "*", is another policy.
set -euo pipefail
work=$(mktemp -d)
trap 'chmod -R u+w "$work" && rm -rf "$work"' EXIT
cd "$work"
export GOPATH="$work/go" GOFLAGS=-mod=mod
go mod init example.com/finding 2>/dev/null
go get github.com/hashicorp/awspolicyequivalence@v1.7.0 2>/dev/null
cat >main.go <<'PROGRAM'
package main

import (
	"fmt"
	"os"

	policy "github.com/hashicorp/awspolicyequivalence"
)

func document(effect, principal, actions, key string) string {
	return fmt.Sprintf(`{"Version":"2012-10-17","Statement":[{"Effect":%q,"Principal":%s,"Action":%s,`+
		`"Resource":"arn:aws:s3:::example/*","Condition":{"StringEquals":{%q:"o-example"}}}]}`,
		effect, principal, actions, key)
}

func main() {
	const everyone, actions, key = `"*"`, `["s3:GetObject","s3:PutObject"]`, "aws:PrincipalOrgID"
	base := document("Allow", everyone, actions, key)
	cases := []struct {
		name     string
		other    string
		expected bool
	}{
		{"other order of actions", document("Allow", everyone, `["s3:PutObject","s3:GetObject"]`, key), true},
		{"effect in lower case", document("allow", everyone, actions, key), true},
		{"action in lower case", document("Allow", everyone, `["s3:getobject","s3:PutObject"]`, key), false},
		{"condition key in lower case", document("Allow", everyone, actions, "aws:principalorgid"), false},
		{"repeated action", document("Allow", everyone, `["s3:GetObject","s3:PutObject","s3:GetObject"]`, key), false},
		{"other form of the same principal", document("Allow", `{"AWS":"*"}`, actions, key), false},
	}
	changed := false
	for _, c := range cases {
		equal, err := policy.PoliciesAreEquivalent(base, c.other)
		if err != nil {
			panic(err)
		}
		fmt.Printf("awspolicyequivalence 1.7.0, %s: equal = %t\n", c.name, equal)
		changed = changed || equal != c.expected
	}
	if changed {
		os.Exit(1)
	}
}
PROGRAM
go mod tidy 2>/dev/null
go run .
