import '../few-runs.spec'
import './laws.spec'
