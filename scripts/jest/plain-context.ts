import vm from 'node:vm'
import { TestEnvironment } from 'jest-environment-node'

/**
 * Jest's environment on a plain global object. Jest's own stands for a proxy, so that in tests, and in all that they
 * test, each use of `Object`, `Array` or `Math` calls C++ and back: about a tenth of the processor time of the specs of
 * core, projections and report.
 */
class PlainContext extends TestEnvironment {
  constructor(...settings: ConstructorParameters<typeof TestEnvironment>) {
    const { createContext } = vm
    // It is made within the constructor, which takes nothing to make it of.
    Object.assign(vm, { createContext: () => createContext(vm.constants.DONT_CONTEXTIFY) })
    try {
      super(...settings)
    } finally {
      Object.assign(vm, { createContext })
    }
  }
}

// The form in which Jest takes it.
export default PlainContext
