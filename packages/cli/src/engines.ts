import type { NodeOptions, NodeUnmangler } from 'unmangle-engine/node'

export type EngineFactory = (options: NodeOptions) => Promise<NodeUnmangler>

/** Loads the engine when it is first needed: help needs none. */
export const nodeEngine: EngineFactory = async (options) => {
  const { createNodeUnmangler } = await import('unmangle-engine/node')
  return createNodeUnmangler(options)
}
