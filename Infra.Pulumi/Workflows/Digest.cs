using EventChat.Infra.Access;
using Pulumi.Aws.Scheduler;
using Pulumi.Aws.Scheduler.Inputs;

namespace EventChat.Infra.Workflows;

/// <summary>Starts the digest four times an hour: often enough for every time zone's mornings, some of which are a quarter of an hour apart.</summary>
internal static class Digest
{
    public static void Schedule(PhysicalNames names, Queues queues, StateMachines machines)
    {
        var role = new ServiceRole(names, "digestSchedule", "digest-schedule", "scheduler.amazonaws.com", "The digest's schedule");
        var policy = role.Allow(
            Grant.To("the schedule starts the digest", machines.Digest.Arn, "states:StartExecution"),
            Grant.To("a start that fails for good is kept for a person", queues.Failed.Arn, "sqs:SendMessage"));
        _ = new Schedule("digestSchedule", new ScheduleArgs
        {
            Name = names.Of("digest"),
            Description = "Looks for digests that are due",
            ScheduleExpression = "rate(15 minutes)",
            FlexibleTimeWindow = new ScheduleFlexibleTimeWindowArgs { Mode = "OFF" },
            Target = new ScheduleTargetArgs
            {
                Arn = machines.Digest.Arn,
                RoleArn = role.Arn,
                Input = "{}",
                // The next one finds all that is due, so an old start is worth nothing.
                RetryPolicy = new ScheduleTargetRetryPolicyArgs { MaximumEventAgeInSeconds = 15 * 60, MaximumRetryAttempts = 10 },
                DeadLetterConfig = new ScheduleTargetDeadLetterConfigArgs { Arn = queues.Failed.Arn },
            },
        }, new Pulumi.CustomResourceOptions { DependsOn = { policy } });
    }
}
