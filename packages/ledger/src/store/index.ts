export {
  describeOpening,
  openStore,
  storeURLs,
  type Followable,
  type StoreHandle,
  type UnknownStore,
} from './open-store'
