import type { Io } from './io.ts'

/** What the reader of standard output can show. */
export interface Terminal {
  readonly color: boolean
  /** Whether text can be a link (OSC 8). */
  readonly links: boolean
  /** How wide it is; none where it is no terminal. */
  readonly columns?: number
}

/** The programs that make links of OSC 8 and say who they are. */
const LINKING_PROGRAMS: readonly (string | undefined)[] = ['iTerm.app', 'WezTerm', 'vscode', 'ghostty', 'zed', 'Hyper']
const LINKING_TERMS: readonly (string | undefined)[] = ['xterm-kitty', 'xterm-ghostty', 'alacritty', 'foot']

/** What standard output can show. FORCE_COLOR goes before NO_COLOR, as in Node itself. */
export function terminalOf({ stdout, env }: Pick<Io, 'stdout' | 'env'>): Terminal {
  const isTerminal = stdout.isTTY === true && env.TERM !== 'dumb'
  const color = forced(env.FORCE_COLOR) ?? (isTerminal && !env.NO_COLOR)
  const links = forced(env.FORCE_HYPERLINK) ?? (isTerminal && !env.CI && makesLinks(env))
  return { color, links, columns: stdout.isTTY ? stdout.columns : undefined }
}

/** What a variable of the FORCE_ kind says, if it says anything. */
function forced(value: string | undefined): boolean | undefined {
  return value === undefined ? undefined : value !== '0' && value !== 'false'
}

function makesLinks(env: Io['env']): boolean {
  if (env.WT_SESSION || env.KONSOLE_VERSION) return true
  if (LINKING_PROGRAMS.includes(env.TERM_PROGRAM) || LINKING_TERMS.includes(env.TERM)) return true
  // Terminals over VTE, such as those of GNOME and Xfce: from 0.50 on.
  return Number(env.VTE_VERSION ?? 0) >= 5000
}
