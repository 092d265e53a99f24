import { FORMAT_NAMES } from './reports/formats.ts'

export const HELP: string = `Usage: unmangle [options] [paths or globs…]
       unmangle init [--yes]    write a configuration and a CI workflow for this repository
       unmangle config print FILE…    say what applies to a file, and why
       unmangle explain [RULE…]    say what a rule finds, and why machines do that
       unmangle review [PATHS…]    decide on the findings one by one; --apply FILE makes decisions of the HTML report
       unmangle glossary convert|check|stats|learn …    (unmangle glossary --help)

Finds what machine translation broke in Markdown, MDX and plain text. Without a path: the working directory.

Mending
  --fix, --fix=safe       write the files, with the safe corrections made
  --fix=suggest           also make the first suggestion of each finding that needs a person's yes
  --diff                  write nothing; print what --fix would change as a unified diff
  --output DIR            write the corrected files under DIR instead (implies --fix)
  --log FILE              add a JSON line to FILE for each correction that is made

Reporting
  --format NAME[=FILE]    stylish (default) or one of these; repeatable with files:
                          ${FORMAT_NAMES.filter((name) => name !== 'stylish').join(', ')}
  --fail-on TIER          lowest tier that makes the status 1: safe (default), suggest, report, none
  --max N                 so many findings at that tier are let pass
  --baseline FILE         leave out the findings that the file knows
  --write-baseline FILE   write down what is found, for --baseline
  --changed[=REF]         only what touches lines changed since REF (default: the upstream's default branch)

Language
  --lang TAG              the language of the text (default: front matter, path, detection)
  --from TAG[,TAG]        what it was translated from, if known
  --glossary FILE         add a glossary; repeatable
  --shipped-glossaries NAME[,NAME]
                          of the glossaries that ship only these, or none
  --across                compare the spellings of names over all files (reads each twice)

Input
  --stdin                 read one document from standard input; with --fix print it corrected
  --stdin-filename NAME   what that document is called: tells its format and language
  --jsonl                 read and write one JSON object a line
  --no-ignore             read what .gitignore and .unmangleignore leave out
  --config FILE           take this configuration for all files, not the nearest unmangle.config.{ts,js,json,yaml}
  --no-config             read no configuration, and no glossary that is not named

Other
  --jobs N                how many workers
  --cache                 remember results in .unmangle-cache and skip files that are unchanged
  --cache-location FILE   the same in another file
  --watch                 check again what changes, until Ctrl-C
  -h, --help              print this
  -v, --version           print the version and the Markdown parser in use

Exit status: 0 nothing found at the failing tier, 1 something found, 2 some of the work could not be done,
130 interrupted.
`
