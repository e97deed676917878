import type {
  handleUnaryCall,
  ServiceDefinition,
  UntypedServiceImplementation,
} from '@grpc/grpc-js'
import type { Node } from '../node'
import type { Endpoint, Features, Method } from '../wire/node.codec'
import {
  gossipService,
  persistentSubscriptionsService,
  serverFeaturesService,
  streamsService,
} from '../wire/services.codec'

/** The release whose behaviour this is. */
const VERSION = '23.10.8'

const featuresOf = (service: string, name: string): ReadonlyArray<string> => {
  if (name === 'batchappend') return ['deadline_duration']
  return service.endsWith('.persistentsubscriptions') ? ['stream', 'all'] : []
}

const services: ReadonlyArray<ServiceDefinition> = [
  streamsService,
  gossipService,
  persistentSubscriptionsService,
  serverFeaturesService,
]

/** Every method of the services, as `GetSupportedMethods` lists it. */
const methods: ReadonlyArray<Method> = services
  .flatMap((service) => Object.values(service))
  .map(({ path }) => {
    const [, service = '', name = ''] = path.toLowerCase().split('/')
    return { service, name, features: featuresOf(service, name) }
  })

const supportedMethods =
  (node: Node): handleUnaryCall<unknown, Features> =>
  (_, callback) => {
    node.activity.received('supported-methods')
    if (node.plan.swallowedFeatures.take() !== undefined) return
    const listed = methods.filter(
      ({ name }) => node.plan.batchAppend !== 'unlisted' || name !== 'batchappend',
    )
    callback(null, { version: VERSION, methods: listed })
  }

/** What the server can do. */
export const serverFeatures = (node: Node): UntypedServiceImplementation => ({
  getSupportedMethods: supportedMethods(node),
})

const cluster =
  (node: Node, endpoint: () => Endpoint): handleUnaryCall<unknown, Endpoint> =>
  (_, callback) => {
    node.activity.received('gossip')
    callback(null, endpoint())
  }

/** Which nodes there are: this one. */
export const gossip = (node: Node, endpoint: () => Endpoint): UntypedServiceImplementation => ({
  read: cluster(node, endpoint),
})
