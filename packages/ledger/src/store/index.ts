export {
  describeOpening,
  openStore,
  type Followable,
  type OpenStore,
  type UnknownStore,
} from './open-store'
