import { AwsError } from '@slipway/local-cloud-frame/aws-error'

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/CommonErrors.html and the pages of the operations. */
export function invalid(message: string): AwsError {
  return new AwsError('InvalidParameterException', message)
}

export function clientError(message: string): AwsError {
  return new AwsError('ClientException', message)
}

export function clusterNotFound(): AwsError {
  return new AwsError('ClusterNotFoundException', 'Cluster not found.')
}

export function resourceNotFound(message: string): AwsError {
  return new AwsError('ResourceNotFoundException', message)
}

export function serviceNotFound(): AwsError {
  return new AwsError('ServiceNotFoundException', 'Service not found.')
}

export function serviceNotActive(): AwsError {
  return new AwsError('ServiceNotActiveException', 'Service was not ACTIVE.')
}

export function deploymentNotFound(): AwsError {
  return new AwsError('ServiceDeploymentNotFoundException', 'The service deployment does not exist.')
}

export function conflict(message: string): AwsError {
  return new AwsError('ConflictException', message)
}
