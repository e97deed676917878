export {
  describeOpening,
  openStore,
  type Followable,
  type StoreHandle,
  type UnknownStore,
} from './open-store'
