"""The first calls of somebody who knows boto3, and those that the local cloud refuses by name."""

import os
import time

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

from calls import expect, play

config = Config(retries={"max_attempts": 1})
clients = {}


def client(name):
    if name not in clients:
        clients[name] = boto3.client(name, config=config)
    return clients[name]


sts, ecr, logs = client("sts"), client("ecr"), client("logs")
elb, ecs, cloudwatch = client("elbv2"), client("ecs"), client("cloudwatch")
made = {}
tags = [{"key": "team", "value": "shop"}]
capital_tags = [{"Key": "team", "Value": "shop"}]
container = {
    "name": "app",
    "image": os.environ["IMAGE"],
    "essential": True,
    "portMappings": [{"containerPort": 8080}],
    "logConfiguration": {
        "logDriver": "awslogs",
        "options": {"awslogs-group": "/app", "awslogs-region": "us-east-1", "awslogs-stream-prefix": "web"},
    },
}
alarm = dict(
    Namespace="App",
    MetricName="Errors",
    Statistic="Sum",
    Period=60,
    EvaluationPeriods=1,
    Threshold=0.5,
    ComparisonOperator="GreaterThanThreshold",
)
service = dict(cluster="main", service="web")


def keep(name, value):
    made[name] = value


def refused(service_name, operation, absent, **parameters):
    def call():
        try:
            getattr(client(service_name), operation)(**parameters)
        except ClientError as error:
            expect(error.response["Error"]["Code"], "UnsupportedByLocalCloud")
            expect(error.response["ResponseMetadata"]["HTTPStatusCode"], 501)
            expect(f"does not have {absent};" in error.response["Error"]["Message"], True)
            return
        raise AssertionError("was not refused")

    return f"refused: {service_name} {operation}", call


def until(found):
    while not found():
        time.sleep(0.05)


def create_listener():
    action = {"Type": "forward", "TargetGroupArn": made["group"]}
    answer = elb.create_listener(LoadBalancerArn=made["balancer"], Port=80, Protocol="HTTP", DefaultActions=[action])
    keep("listener", answer["Listeners"][0]["ListenerArn"])


def create_service():
    balancer = {"targetGroupArn": made["group"], "containerName": "app", "containerPort": 8080}
    answer = ecs.create_service(
        cluster="main",
        serviceName="web",
        taskDefinition="app",
        desiredCount=1,
        launchType="FARGATE",
        networkConfiguration={"awsvpcConfiguration": {"subnets": ["subnet-a"]}},
        loadBalancers=[balancer],
        tags=tags,
    )
    keep("service", answer["service"]["serviceArn"])


def register(family):
    answer = ecs.register_task_definition(
        family=family, networkMode="awsvpc", cpu="256", memory="512", containerDefinitions=[container], tags=tags
    )
    return answer["taskDefinition"]["taskDefinitionArn"]


def put_and_describe_alarm():
    cloudwatch.put_metric_alarm(AlarmName="errors", AlarmActions=["arn:aws:sns:us-east-1:123456789012:x"], **alarm)
    found = cloudwatch.describe_alarms(AlarmNames=["errors"])["MetricAlarms"][0]
    expect((found["Threshold"], found["StateUpdatedTimestamp"].tzinfo is not None), (0.5, True))


def delete_alarm_that_is_gone():
    try:
        cloudwatch.delete_alarms(AlarmNames=["none"])
    except ClientError as error:
        expect(error.response["Error"]["Code"].startswith("ResourceNotFound"), True)


def retag_service():
    ecs.tag_resource(resourceArn=made["service"], tags=[{"key": "stage", "value": "prod"}])
    ecs.untag_resource(resourceArn=made["service"], tagKeys=["team"])
    expect(ecs.list_tags_for_resource(resourceArn=made["service"])["tags"], [{"key": "stage", "value": "prod"}])


def put_events():
    now = int(time.time() * 1000)
    logs.create_log_stream(logGroupName="/mine", logStreamName="one")
    events = [{"timestamp": now, "message": "hello"}, {"timestamp": now, "message": "ERROR of mine"}]
    logs.put_log_events(logGroupName="/mine", logStreamName="one", logEvents=events)
    found = logs.filter_log_events(logGroupName="/mine", filterPattern="ERROR")["events"]
    expect([event["message"] for event in found], ["ERROR of mine"])


def run_task():
    overrides = {"containerOverrides": [{"name": "app", "command": ["-e", "process.exitCode = 5"]}]}
    network = {"awsvpcConfiguration": {"subnets": ["subnet-a"]}}
    answer = ecs.run_task(
        cluster="main", taskDefinition="app", launchType="FARGATE", overrides=overrides, networkConfiguration=network
    )
    task = answer["tasks"][0]["taskArn"]
    ecs.get_waiter("tasks_stopped").wait(cluster="main", tasks=[task], WaiterConfig={"Delay": 1, "MaxAttempts": 600})
    ended = ecs.describe_tasks(cluster="main", tasks=[task])["tasks"][0]
    expect(ended["containers"][0]["exitCode"], 5)


def delete_old_definition():
    arn = register("old")
    ecs.deregister_task_definition(taskDefinition=arn)
    expect(ecs.delete_task_definitions(taskDefinitions=[arn])["failures"], [])


play(
    [
        ("sts get_caller_identity", lambda: expect(sts.get_caller_identity()["Account"], "123456789012")),
        (
            "ecr create_repository",
            lambda: keep(
                "repository",
                ecr.create_repository(repositoryName="mine", tags=capital_tags)["repository"]["repositoryArn"],
            ),
        ),
        ("ecr describe_repositories", lambda: ecr.describe_repositories(repositoryNames=["mine"])),
        ("ecr get_authorization_token", lambda: ecr.get_authorization_token()),
        (
            "ecr describe_images",
            lambda: expect(ecr.describe_images(repositoryName="app")["imageDetails"][0]["imageTags"], ["v1"]),
        ),
        ("ecr list_images", lambda: ecr.list_images(repositoryName="app")),
        (
            "ecr list_tags_for_resource",
            lambda: expect(ecr.list_tags_for_resource(resourceArn=made["repository"])["tags"], capital_tags),
        ),
        ("logs create_log_group", lambda: logs.create_log_group(logGroupName="/mine", tags={"team": "shop"})),
        ("logs put_retention_policy", lambda: logs.put_retention_policy(logGroupName="/mine", retentionInDays=7)),
        (
            "logs describe_log_groups",
            lambda: expect(logs.describe_log_groups(logGroupNamePrefix="/mine")["logGroups"][0]["retentionInDays"], 7),
        ),
        ("logs put_log_events, filter_log_events", put_events),
        ("elbv2 describe_account_limits", lambda: elb.describe_account_limits()),
        (
            "elbv2 create_load_balancer",
            lambda: keep(
                "balancer",
                elb.create_load_balancer(Name="front", Subnets=["subnet-a"], Tags=capital_tags)["LoadBalancers"][0][
                    "LoadBalancerArn"
                ],
            ),
        ),
        (
            "elbv2 create_target_group",
            lambda: keep(
                "group",
                elb.create_target_group(
                    Name="web",
                    Port=8080,
                    Protocol="HTTP",
                    VpcId="vpc-1",
                    TargetType="ip",
                    HealthCheckIntervalSeconds=5,
                    HealthCheckTimeoutSeconds=2,
                )["TargetGroups"][0]["TargetGroupArn"],
            ),
        ),
        ("elbv2 create_listener", create_listener),
        ("elbv2 describe_load_balancers", lambda: elb.describe_load_balancers(Names=["front"])),
        ("elbv2 describe_target_groups", lambda: elb.describe_target_groups(LoadBalancerArn=made["balancer"])),
        ("elbv2 describe_listeners", lambda: elb.describe_listeners(LoadBalancerArn=made["balancer"])),
        ("elbv2 describe_rules", lambda: elb.describe_rules(ListenerArn=made["listener"])),
        (
            "elbv2 describe_tags",
            lambda: expect(
                elb.describe_tags(ResourceArns=[made["balancer"]])["TagDescriptions"][0]["Tags"], capital_tags
            ),
        ),
        (
            "ecs create_cluster",
            lambda: ecs.create_cluster(clusterName="main", tags=tags, capacityProviders=["FARGATE", "FARGATE_SPOT"]),
        ),
        (
            "ecs list_clusters",
            lambda: expect(ecs.list_clusters()["clusterArns"], ["arn:aws:ecs:us-east-1:123456789012:cluster/main"]),
        ),
        (
            "ecs describe_clusters",
            lambda: expect(ecs.describe_clusters(clusters=["main"], include=["TAGS"])["clusters"][0]["tags"], tags),
        ),
        ("ecs register_task_definition", lambda: keep("definition", register("app"))),
        ("ecs describe_task_definition", lambda: ecs.describe_task_definition(taskDefinition="app", include=["TAGS"])),
        ("ecs list_task_definitions", lambda: ecs.list_task_definitions(familyPrefix="app")),
        ("ecs list_task_definition_families", lambda: expect(ecs.list_task_definition_families()["families"], ["app"])),
        ("ecs create_service", create_service),
        (
            "ecs waits for services_stable",
            lambda: ecs.get_waiter("services_stable").wait(
                cluster="main", services=["web"], WaiterConfig={"Delay": 1, "MaxAttempts": 600}
            ),
        ),
        (
            "elbv2 describe_target_health",
            lambda: until(
                lambda: elb.describe_target_health(TargetGroupArn=made["group"])["TargetHealthDescriptions"][0][
                    "TargetHealth"
                ]["State"]
                == "healthy"
            ),
        ),
        ("ecs list_services", lambda: expect(ecs.list_services(cluster="main")["serviceArns"], [made["service"]])),
        (
            "ecs describe_services",
            lambda: expect(ecs.describe_services(cluster="main", services=["web"])["services"][0]["runningCount"], 1),
        ),
        ("ecs list_tasks", lambda: keep("task", ecs.list_tasks(cluster="main", serviceName="web")["taskArns"][0])),
        (
            "ecs describe_tasks",
            lambda: expect(
                ecs.describe_tasks(cluster="main", tasks=[made["task"]])["tasks"][0]["lastStatus"], "RUNNING"
            ),
        ),
        (
            "ecs list_container_instances",
            lambda: expect(ecs.list_container_instances(cluster="main")["containerInstanceArns"], []),
        ),
        ("ecs tag_resource, untag_resource", retag_service),
        (
            "logs describe_log_streams, get_log_events",
            lambda: until(
                lambda: logs.get_log_events(
                    logGroupName="/app",
                    logStreamName=logs.describe_log_streams(logGroupName="/app")["logStreams"][0]["logStreamName"],
                )["events"]
            ),
        ),
        (
            "ecs list_service_deployments",
            lambda: expect(ecs.list_service_deployments(**service)["serviceDeployments"][0]["status"], "SUCCESSFUL"),
        ),
        ("ecs run_task", run_task),
        ("ecs update_service", lambda: ecs.update_service(desiredCount=0, **service)),
        ("ecs delete_task_definitions", delete_old_definition),
        ("cloudwatch put_metric_alarm, describe_alarms", put_and_describe_alarm),
        (
            "cloudwatch set_alarm_state",
            lambda: cloudwatch.set_alarm_state(AlarmName="errors", StateValue="ALARM", StateReason="by hand"),
        ),
        ("cloudwatch delete_alarms of none", delete_alarm_that_is_gone),
        refused(
            "application-autoscaling",
            "describe_scalable_targets",
            "application-autoscaling DescribeScalableTargets",
            ServiceNamespace="ecs",
        ),
        refused("events", "list_rules", "events ListRules"),
        refused("codedeploy", "list_applications", "codedeploy ListApplications"),
        refused("ssm", "get_parameter", "ssm GetParameter", Name="x"),
        refused("secretsmanager", "get_secret_value", "secretsmanager GetSecretValue", SecretId="x"),
        refused(
            "cloudwatch", "get_metric_data", "monitoring GetMetricData", MetricDataQueries=[], StartTime=0, EndTime=1
        ),
        refused("ecs", "execute_command", "ecs ExecuteCommand", command="sh", interactive=True, task="x"),
        refused("iam", "get_role", "iam GetRole (API version 2010-05-08)", RoleName="x"),
        refused("ec2", "describe_subnets", "ec2 DescribeSubnets (API version 2016-11-15)"),
        refused("lambda", "list_functions", "lambda GET /2015-03-31/functions"),
        refused("s3", "list_buckets", "s3 GET /"),
        refused("route53", "list_hosted_zones", "route53 GET /2013-04-01/hostedzone"),
        refused("sqs", "list_queues", "sqs ListQueues"),
        refused(
            "elb", "describe_load_balancers", "elasticloadbalancing DescribeLoadBalancers (API version 2012-06-01)"
        ),
        ("ecs delete_service", lambda: ecs.delete_service(**service)),
        ("elbv2 delete_load_balancer", lambda: elb.delete_load_balancer(LoadBalancerArn=made["balancer"])),
    ]
)
