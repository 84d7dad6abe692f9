import { AwsError } from '@slipway/local-cloud-frame/aws-error'

/** https://docs.aws.amazon.com/inspector/v2/APIReference/API_ListFindings.html#API_ListFindings_Errors */
export function invalid(field: string, message: string): AwsError {
  return new AwsError('ValidationException', `1 validation error detected: '${field}' ${message}`, 400, {
    reason: 'FIELD_VALIDATION_FAILED',
    fields: [{ name: field, message }],
  })
}
