import { eventLaws } from './laws.spec'

eventLaws(0.2)
