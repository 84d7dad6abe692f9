import type { Service } from '../frame/operation.ts'
import { batchCheckLayerAvailability } from './operations/batch-check-layer-availability.ts'
import { batchDeleteImage } from './operations/batch-delete-image.ts'
import { batchGetImage } from './operations/batch-get-image.ts'
import { batchGetRepositoryScanningConfiguration } from './operations/batch-get-repository-scanning-configuration.ts'
import { createRepository } from './operations/create-repository.ts'
import { deleteRepository } from './operations/delete-repository.ts'
import { describeImageScanFindings } from './operations/describe-image-scan-findings.ts'
import { describeImages } from './operations/describe-images.ts'
import { describeRepositories } from './operations/describe-repositories.ts'
import { getAuthorizationToken } from './operations/get-authorization-token.ts'
import { getRegistryScanningConfiguration } from './operations/get-registry-scanning-configuration.ts'
import { listImages } from './operations/list-images.ts'
import { putImageScanningConfiguration } from './operations/put-image-scanning-configuration.ts'
import { putImageTagMutability } from './operations/put-image-tag-mutability.ts'
import { putImage } from './operations/put-image.ts'
import { putRegistryScanningConfiguration } from './operations/put-registry-scanning-configuration.ts'
import { startImageScan } from './operations/start-image-scan.ts'

export const ecr: Service = {
  name: 'ecr',
  protocol: { kind: 'json', version: '1.1', targetPrefix: 'AmazonEC2ContainerRegistry_V20150921' },
  operations: {
    BatchCheckLayerAvailability: batchCheckLayerAvailability,
    BatchDeleteImage: batchDeleteImage,
    BatchGetImage: batchGetImage,
    BatchGetRepositoryScanningConfiguration: batchGetRepositoryScanningConfiguration,
    CreateRepository: createRepository,
    DeleteRepository: deleteRepository,
    DescribeImageScanFindings: describeImageScanFindings,
    DescribeImages: describeImages,
    DescribeRepositories: describeRepositories,
    GetAuthorizationToken: getAuthorizationToken,
    GetRegistryScanningConfiguration: getRegistryScanningConfiguration,
    ListImages: listImages,
    PutImage: putImage,
    PutImageScanningConfiguration: putImageScanningConfiguration,
    PutImageTagMutability: putImageTagMutability,
    PutRegistryScanningConfiguration: putRegistryScanningConfiguration,
    StartImageScan: startImageScan,
  },
}
