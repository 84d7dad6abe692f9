import { PutMetricAlarmCommand, type CloudWatchClient } from '@aws-sdk/client-cloudwatch'

export const alarmName = 'rehearsal-5xx'

/**
 * Goes off at thirty bad answers of the targets within a minute: more than the few that the proof on the test
 * listener may provoke, which the load balancer counts as well.
 */
export async function createAlarm(cloudwatch: CloudWatchClient, loadBalancerArn: string): Promise<void> {
  await cloudwatch.send(
    new PutMetricAlarmCommand({
      AlarmName: alarmName,
      Namespace: 'AWS/ApplicationELB',
      MetricName: 'HTTPCode_Target_5XX_Count',
      Dimensions: [{ Name: 'LoadBalancer', Value: loadBalancerArn.split(':loadbalancer/')[1] ?? '' }],
      Statistic: 'Sum',
      Period: 60,
      EvaluationPeriods: 1,
      Threshold: 30,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      TreatMissingData: 'notBreaching',
    }),
  )
}
