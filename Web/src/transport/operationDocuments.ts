/** The operations of operators. */

const model = "name served building kept highest parked";
const run = `runId mode dryRun status phase phases views startedBy startedAt endedAt reason share events eventsPerSecond secondsLeft logs rows wru rru dollars throttle
  parked diverged repaired canAbort canResume segments { segment state items events rows } findings { view log row what seq type }`;

export const readModels = `query ReadModels { readModels { ${model} } }`;
export const runs = `query Runs { runs(limit: 10) { items { ${run} } nextToken } }`;
export const oneRun = `query Run($runId: ID!) { run(runId: $runId) { ${run} } }`;
export const parkedLogs = `query ParkedLogs($nextToken: String) {
  parkedLogs(limit: 50, nextToken: $nextToken) { items { projection generation log seq reason at } nextToken }
}`;
export const operatorActs = "query OperatorActs { operatorActs(limit: 50) { items { at by act about outcome } nextToken } }";

export const startRebuild = `mutation StartRebuild($input: StartRebuildInput!) { startRebuild(input: $input) { ${run} } }`;
export const startVerify = `mutation StartVerify($input: StartVerifyInput!) { startVerify(input: $input) { ${run} } }`;
export const throttleRebuild = `mutation ThrottleRebuild($runId: ID!, $eventsPerSecond: Int!) {
  throttleRebuild(runId: $runId, eventsPerSecond: $eventsPerSecond) { ${run} }
}`;
export const abortRebuild = `mutation AbortRebuild($runId: ID!) { abortRebuild(runId: $runId) { ${run} } }`;
export const resumeRebuild = `mutation ResumeRebuild($runId: ID!) { resumeRebuild(runId: $runId) { ${run} } }`;
export const rollback = `mutation Rollback($projection: String!) { rollback(projection: $projection) { ${model} } }`;
export const dropGeneration = `mutation DropGeneration($projection: String!) { dropGeneration(projection: $projection) { ${run} } }`;
export const replayParked = `mutation ReplayParked($log: ID!, $projection: String!) {
  replayParked(log: $log, projection: $projection) { view log state seq reason }
}`;
