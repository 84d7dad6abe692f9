import type { Service } from '@slipway/local-cloud-frame/operation'
import type { EcrContext } from './context.ts'
import { batchCheckLayerAvailability } from './operations/batch-check-layer-availability.ts'
import { batchDeleteImage } from './operations/batch-delete-image.ts'
import { batchGetImage } from './operations/batch-get-image.ts'
import { batchGetRepositoryScanningConfiguration } from './operations/batch-get-repository-scanning-configuration.ts'
import { completeLayerUpload } from './operations/complete-layer-upload.ts'
import { createRepositoryCreationTemplate } from './operations/create-repository-creation-template.ts'
import { createRepository } from './operations/create-repository.ts'
import { deleteLifecyclePolicy } from './operations/delete-lifecycle-policy.ts'
import { deleteRepositoryCreationTemplate } from './operations/delete-repository-creation-template.ts'
import { deleteRepositoryPolicy } from './operations/delete-repository-policy.ts'
import { deleteRepository } from './operations/delete-repository.ts'
import { describeImageScanFindings } from './operations/describe-image-scan-findings.ts'
import { describeImages } from './operations/describe-images.ts'
import { describeRegistry } from './operations/describe-registry.ts'
import { describeRepositories } from './operations/describe-repositories.ts'
import { describeRepositoryCreationTemplates } from './operations/describe-repository-creation-templates.ts'
import { getAccountSetting } from './operations/get-account-setting.ts'
import { getAuthorizationToken } from './operations/get-authorization-token.ts'
import { getLifecyclePolicy } from './operations/get-lifecycle-policy.ts'
import { getRegistryScanningConfiguration } from './operations/get-registry-scanning-configuration.ts'
import { getRepositoryPolicy } from './operations/get-repository-policy.ts'
import { initiateLayerUpload } from './operations/initiate-layer-upload.ts'
import { listImageReferrers } from './operations/list-image-referrers.ts'
import { listImages } from './operations/list-images.ts'
import { listTagsForResource } from './operations/list-tags-for-resource.ts'
import { putAccountSetting } from './operations/put-account-setting.ts'
import { putImageScanningConfiguration } from './operations/put-image-scanning-configuration.ts'
import { putImageTagMutability } from './operations/put-image-tag-mutability.ts'
import { putImage } from './operations/put-image.ts'
import { putLifecyclePolicy } from './operations/put-lifecycle-policy.ts'
import { putRegistryScanningConfiguration } from './operations/put-registry-scanning-configuration.ts'
import { setRepositoryPolicy } from './operations/set-repository-policy.ts'
import { startImageScan } from './operations/start-image-scan.ts'
import { tagResource } from './operations/tag-resource.ts'
import { untagResource } from './operations/untag-resource.ts'
import { updateImageStorageClass } from './operations/update-image-storage-class.ts'
import { uploadLayerPart } from './operations/upload-layer-part.ts'

export const ecr: Service<EcrContext> = {
  name: 'ecr',
  protocols: [{ kind: 'json', version: '1.1', targetPrefix: 'AmazonEC2ContainerRegistry_V20150921' }],
  operations: {
    BatchCheckLayerAvailability: batchCheckLayerAvailability,
    BatchDeleteImage: batchDeleteImage,
    BatchGetImage: batchGetImage,
    BatchGetRepositoryScanningConfiguration: batchGetRepositoryScanningConfiguration,
    CompleteLayerUpload: completeLayerUpload,
    CreateRepository: createRepository,
    CreateRepositoryCreationTemplate: createRepositoryCreationTemplate,
    DeleteLifecyclePolicy: deleteLifecyclePolicy,
    DeleteRepository: deleteRepository,
    DeleteRepositoryPolicy: deleteRepositoryPolicy,
    DeleteRepositoryCreationTemplate: deleteRepositoryCreationTemplate,
    DescribeImageScanFindings: describeImageScanFindings,
    DescribeImages: describeImages,
    DescribeRegistry: describeRegistry,
    DescribeRepositories: describeRepositories,
    DescribeRepositoryCreationTemplates: describeRepositoryCreationTemplates,
    GetAccountSetting: getAccountSetting,
    GetAuthorizationToken: getAuthorizationToken,
    GetLifecyclePolicy: getLifecyclePolicy,
    GetRegistryScanningConfiguration: getRegistryScanningConfiguration,
    GetRepositoryPolicy: getRepositoryPolicy,
    InitiateLayerUpload: initiateLayerUpload,
    ListImageReferrers: listImageReferrers,
    ListImages: listImages,
    ListTagsForResource: listTagsForResource,
    PutAccountSetting: putAccountSetting,
    PutImage: putImage,
    PutImageScanningConfiguration: putImageScanningConfiguration,
    PutImageTagMutability: putImageTagMutability,
    PutLifecyclePolicy: putLifecyclePolicy,
    PutRegistryScanningConfiguration: putRegistryScanningConfiguration,
    SetRepositoryPolicy: setRepositoryPolicy,
    StartImageScan: startImageScan,
    TagResource: tagResource,
    UntagResource: untagResource,
    UpdateImageStorageClass: updateImageStorageClass,
    UploadLayerPart: uploadLayerPart,
  },
}
