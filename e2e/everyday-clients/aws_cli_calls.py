"""The first calls of somebody who knows the AWS CLI: its own main function, so that Python starts once for all of them."""

import contextlib
import io
import json

from awscli.clidriver import create_clidriver

from calls import expect, play

driver = create_clidriver()


def aws(line):
    """What the command prints on both outputs, and how it ends."""
    out, error = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.TextIOWrapper(io.BytesIO(), "utf-8")
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(error):
        code = driver.main(line.split())
    texts = []
    for stream in (out, error):
        stream.flush()
        texts.append(stream.buffer.getvalue().decode())
    return (code, *texts)


def works(line, look=lambda answer: None):
    def call():
        code, out, error = aws(line)
        if code != 0:
            raise AssertionError(f"{code}: {error}")
        look(out)

    return f"aws {line}", call


def shows(wanted):
    return lambda out: expect(wanted in out, True)


def refused(line, absent):
    def call():
        code, _, error = aws(line)
        expect(code != 0, True)
        for wanted in ("(UnsupportedByLocalCloud)", f"the local cloud does not have {absent}; docs/local-cloud.md"):
            if wanted not in error:
                raise AssertionError(error)

    return f"aws {line}, refused", call


play(
    [
        works("sts get-caller-identity", lambda out: expect(json.loads(out)["Account"], "123456789012")),
        works("ecr create-repository --repository-name cli --tags Key=team,Value=shop", shows("repositoryUri")),
        works("ecr get-login-password"),
        works("ecr describe-repositories --output table", shows("cli")),
        works("ecs create-cluster --cluster-name cli --tags key=team,value=shop"),
        works("ecs list-clusters --query clusterArns[] --output text", shows(":cluster/cli")),
        works("ecs describe-clusters --clusters cli --include TAGS", shows('"shop"')),
        works(
            "ecs register-task-definition --family cli --container-definitions name=app,image=app:1,essential=true",
            shows(":task-definition/cli:1"),
        ),
        works("ecs list-task-definition-families", shows('"cli"')),
        works(
            "ecs create-service --cluster cli --service-name idle --task-definition cli --desired-count 0",
            shows('"idle"'),
        ),
        works("ecs wait services-stable --cluster cli --services idle"),
        works("ecs list-services --cluster cli", shows("service/cli/idle")),
        works(
            "ecs tag-resource --resource-arn arn:aws:ecs:us-east-1:123456789012:service/cli/idle --tags key=a,value=b"
        ),
        works(
            "ecs list-tags-for-resource --resource-arn arn:aws:ecs:us-east-1:123456789012:service/cli/idle",
            shows('"a"'),
        ),
        works("logs create-log-group --log-group-name /cli"),
        works("logs put-retention-policy --log-group-name /cli --retention-in-days 7"),
        works("logs describe-log-groups --log-group-name-prefix /cli", shows('"retentionInDays": 7')),
        works("logs filter-log-events --log-group-name /cli"),
        works(
            "elbv2 create-load-balancer --name cli --subnets subnet-a --tags Key=team,Value=shop",
            shows("loadbalancer/app/cli/"),
        ),
        works("elbv2 describe-load-balancers --names cli"),
        works("elbv2 describe-account-limits", shows("target-groups")),
        works(
            "cloudwatch put-metric-alarm --alarm-name cli --namespace App --metric-name Errors --statistic Sum --period 60 --evaluation-periods 1 --threshold 1 --comparison-operator GreaterThanThreshold"
        ),
        works("cloudwatch describe-alarms --alarm-names cli", shows("GreaterThanThreshold")),
        refused(
            "application-autoscaling describe-scalable-targets --service-namespace ecs",
            "application-autoscaling DescribeScalableTargets",
        ),
        refused("events list-rules", "events ListRules"),
        refused(
            "elbv2 create-trust-store --name x --ca-certificates-bundle-s3-bucket b --ca-certificates-bundle-s3-key k",
            "elasticloadbalancing CreateTrustStore",
        ),
        refused("iam get-role --role-name x", "iam GetRole (API version 2010-05-08)"),
        refused("ec2 describe-vpcs", "ec2 DescribeVpcs (API version 2016-11-15)"),
        refused("lambda list-functions", "lambda GET /2015-03-31/functions"),
        refused("s3api list-buckets", "s3 GET /"),
    ]
)
