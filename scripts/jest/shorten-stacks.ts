/** Every `expect` takes a stack, of 100 frames by Jest's wish; the first few name a failing test. */
Error.stackTraceLimit = 10
