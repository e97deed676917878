import type { sendUnaryData, ServerUnaryCall } from '@grpc/grpc-js'
import { ClusterInfo, EndPoint, MemberInfo } from '@eventstore/db-client/generated/gossip_pb'
import {
  SupportedMethod,
  SupportedMethods,
} from '@eventstore/db-client/generated/serverfeatures_pb'
import { uuidMessage } from './messages.codec'
import type { ServerNode } from './node'

const STREAMS = 'event_store.client.streams.streams'
const VERSION = '23.10.0'

const GROUPS = 'event_store.client.persistent_subscriptions.persistentsubscriptions'

const method = (service: string, name: string, features: Array<string> = []): SupportedMethod =>
  new SupportedMethod().setMethodName(name).setServiceName(service).setFeaturesList(features)

/** `ServerFeatures.GetSupportedMethods`: what the client chooses its append path by. */
export const handleFeatures =
  (node: ServerNode, batchAppend: boolean) =>
  (_: ServerUnaryCall<unknown, SupportedMethods>, done: sendUnaryData<SupportedMethods>): void => {
    if (node.faults.silentFeatures) return
    const methods = [
      ...['read', 'append', 'delete', 'tombstone'].map((name) => method(STREAMS, name)),
      ...['create', 'read', 'delete'].map((name) => method(GROUPS, name, ['stream', 'all'])),
    ]
    if (batchAppend) methods.push(method(STREAMS, 'batchappend', ['deadline_duration']))
    done(null, new SupportedMethods().setMethodsList(methods).setEventStoreServerVersion(VERSION))
  }

/** `Gossip.Read`: a cluster of one, which leads. */
export const handleGossip =
  ({ now, newId }: ServerNode, port: () => number) =>
  (_: ServerUnaryCall<unknown, ClusterInfo>, done: sendUnaryData<ClusterInfo>): void => {
    const member = new MemberInfo()
      .setInstanceId(uuidMessage(newId()))
      .setTimeStamp(String(now().getTime()))
      .setState(MemberInfo.VNodeState.LEADER)
      .setIsAlive(true)
      .setHttpEndPoint(new EndPoint().setAddress('127.0.0.1').setPort(port()))
    done(null, new ClusterInfo().setMembersList([member]))
  }
