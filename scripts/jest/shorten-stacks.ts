/**
 * Limits stacks to 10 frames. Every `expect` captures one, and Jest asks for 100 frames; the first
 * few are enough to find a failing test.
 */
Error.stackTraceLimit = 10
