import { ClusterInfo, EndPoint, MemberInfo } from '@eventstore/db-client/generated/gossip_pb'
import {
  SupportedMethod,
  SupportedMethods,
} from '@eventstore/db-client/generated/serverfeatures_pb'
import { bytesOf, uuidOf } from './shared.codec'

/** A node's address. */
export interface Endpoint {
  readonly host: string
  readonly port: number
}

export interface Method {
  readonly service: string
  readonly name: string
  readonly features: ReadonlyArray<string>
}

export interface Features {
  readonly version: string
  readonly methods: ReadonlyArray<Method>
}

export const encodeFeatures = ({ version, methods }: Features): Buffer =>
  bytesOf(
    new SupportedMethods().setEventStoreServerVersion(version).setMethodsList(
      methods.map(({ service, name, features }) =>
        new SupportedMethod()
          .setServiceName(service)
          .setMethodName(name)
          .setFeaturesList([...features]),
      ),
    ),
  )

/** A cluster of one, which leads itself. */
export const encodeCluster = ({ host, port }: Endpoint): Buffer => {
  const member = new MemberInfo()
    .setInstanceId(uuidOf('5e54e000-0000-4000-9000-000000000000'))
    .setTimeStamp('0')
    .setState(MemberInfo.VNodeState.LEADER)
    .setIsAlive(true)
    .setHttpEndPoint(new EndPoint().setAddress(host).setPort(port))
  return bytesOf(new ClusterInfo().setMembersList([member]))
}
