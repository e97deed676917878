import './few-runs.spec'
import './valid-ledgers.spec'
