/** Weights that a listener rule has now, by target group ARN. */
export type RuleWeights = ReadonlyMap<string, number>

export interface Wiring {
  readonly productionListenerRule: string
  readonly targetGroupArn: string
  readonly alternateTargetGroupArn: string
  readonly production: RuleWeights
  /** Undefined without a test listener rule. */
  readonly test?: RuleWeights
}

/**
 * What ECS finds wrong with the rules of a blue/green service when a deployment begins, in its words.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/troubleshooting-blue-green.html
 * It does not look whether the weight is on the target group that really serves.
 */
export function wiringProblem(wiring: Wiring): string | undefined {
  const { productionListenerRule: rule, targetGroupArn, alternateTargetGroupArn, production, test } = wiring
  const associated = [targetGroupArn, alternateTargetGroupArn].every(
    (group) => production.has(group) || test?.has(group) === true,
  )
  if (!associated) {
    return 'Both targetGroup and alternateTargetGroup must be associated with the productionListenerRule or testListenerRule.'
  }
  const serving = [...production].filter(([, weight]) => weight > 0).map(([group]) => group)
  if (serving.length > 1) {
    return `productionListenerRule ${rule} should have exactly one target group serving traffic but found ${serving.length} target groups which are serving traffic`
  }
  const stranger = serving.find((group) => group !== targetGroupArn && group !== alternateTargetGroupArn)
  if (stranger === undefined) return undefined
  return `Production listener rule is forwarding traffic to unexpected target group ${stranger}. Expected traffic to be forwarded to either targetGroupArn: ${targetGroupArn} or alternateTargetGroupArn: ${alternateTargetGroupArn}`
}
