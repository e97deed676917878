/** Every `expect` takes a stack, of 100 frames by Jest's wish; a failing test is told by the first. */
Error.stackTraceLimit = 10
