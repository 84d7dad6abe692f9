/** The members of RegisterTaskDefinition and of all structures below it, as the API reference names them. */

/** Those that are lists. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html */
export const lists: ReadonlySet<string> = names(`
  add command containerDefinitions credentialSpecs dependsOn devices dnsSearchDomains dnsServers
  dockerSecurityOptions drop entryPoint environment environmentFiles extraHosts ignoredExitCodes
  inferenceAccelerators links mountOptions mountPoints permissions placementConstraints portMappings properties
  requiresCompatibilities resourceRequirements secretOptions secrets systemControls tags tmpfs ulimits volumes
  volumesFrom
`)

const others: ReadonlySet<string> = names(`
  accessPointArn accessPointId appProtocol authorizationConfig autoprovision capabilities condition
  configuredAtLaunch containerName containerPath containerPort containerPortRange cpu cpuArchitecture
  credentialsParameter deviceName deviceType disableNetworking dockerLabels dockerVolumeConfiguration domain
  driver driverOpts efsVolumeConfiguration enableFaultInjection enabled ephemeralStorage essential
  executionRoleArn expression family fileSystemArn fileSystemId firelensConfiguration
  fsxWindowsFileServerVolumeConfiguration hardLimit healthCheck host hostPath hostPort hostname iam image
  initProcessEnabled interactive interval ipAddress ipcMode key labels linuxParameters logConfiguration
  logDriver maxSwap memory memoryReservation name namespace networkMode operatingSystemFamily options pidMode
  privileged protocol proxyConfiguration pseudoTerminal readOnly readonlyRootFilesystem repositoryCredentials
  restartAttemptPeriod restartPolicy retries rootDirectory runtimePlatform s3filesVolumeConfiguration scope
  sharedMemorySize sharingStrategy size sizeInGiB softLimit sourceContainer sourcePath sourceVolume startPeriod
  startTimeout stopTimeout swappiness taskRoleArn timeout transitEncryption transitEncryptionPort type user
  value valueFrom versionConsistency workingDirectory
`)

/** Whether AWS knows a member of this name; of others nothing is concluded. */
export function isMember(name: string): boolean {
  return lists.has(name) || others.has(name)
}

function names(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/))
}
