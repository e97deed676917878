import '../few-runs.spec'
import './published-laws.spec'
