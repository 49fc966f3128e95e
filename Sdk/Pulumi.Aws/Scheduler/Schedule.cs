namespace Pulumi.Aws.Scheduler
{
    public class Schedule(string name, ScheduleArgs args, CustomResourceOptions? options = null)
        : CustomResource("aws:scheduler/schedule:Schedule", name, args, Package.Pin(options))
    {
        [Output("arn")] public Output<string> Arn { get; private set; } = null!;
        [Output("name")] public Output<string> Name { get; private set; } = null!;
    }

    public sealed class ScheduleArgs : ResourceArgs
    {
        [Input("description")] public Input<string>? Description { get; set; }
        [Input("endDate")] public Input<string>? EndDate { get; set; }
        [Input("flexibleTimeWindow", required: true)] public Input<Inputs.ScheduleFlexibleTimeWindowArgs> FlexibleTimeWindow { get; set; } = null!;
        [Input("groupName")] public Input<string>? GroupName { get; set; }
        [Input("kmsKeyArn")] public Input<string>? KmsKeyArn { get; set; }
        [Input("name")] public Input<string>? Name { get; set; }
        [Input("scheduleExpression", required: true)] public Input<string> ScheduleExpression { get; set; } = null!;
        [Input("scheduleExpressionTimezone")] public Input<string>? ScheduleExpressionTimezone { get; set; }
        [Input("startDate")] public Input<string>? StartDate { get; set; }
        [Input("state")] public Input<string>? State { get; set; }
        [Input("target", required: true)] public Input<Inputs.ScheduleTargetArgs> Target { get; set; } = null!;
    }
}

namespace Pulumi.Aws.Scheduler.Inputs
{
    public sealed class ScheduleFlexibleTimeWindowArgs : ResourceArgs
    {
        [Input("maximumWindowInMinutes")] public Input<int>? MaximumWindowInMinutes { get; set; }
        [Input("mode", required: true)] public Input<string> Mode { get; set; } = null!;
    }

    public sealed class ScheduleTargetArgs : ResourceArgs
    {
        [Input("arn", required: true)] public Input<string> Arn { get; set; } = null!;
        [Input("deadLetterConfig")] public Input<ScheduleTargetDeadLetterConfigArgs>? DeadLetterConfig { get; set; }
        [Input("eventbridgeParameters")] public Input<ScheduleTargetEventbridgeParametersArgs>? EventbridgeParameters { get; set; }
        [Input("input")] public Input<string>? Input { get; set; }
        [Input("retryPolicy")] public Input<ScheduleTargetRetryPolicyArgs>? RetryPolicy { get; set; }
        [Input("roleArn", required: true)] public Input<string> RoleArn { get; set; } = null!;
        [Input("sqsParameters")] public Input<ScheduleTargetSqsParametersArgs>? SqsParameters { get; set; }
    }

    public sealed class ScheduleTargetDeadLetterConfigArgs : ResourceArgs
    {
        [Input("arn", required: true)] public Input<string> Arn { get; set; } = null!;
    }

    public sealed class ScheduleTargetEventbridgeParametersArgs : ResourceArgs
    {
        [Input("detailType", required: true)] public Input<string> DetailType { get; set; } = null!;
        [Input("source", required: true)] public Input<string> Source { get; set; } = null!;
    }

    public sealed class ScheduleTargetRetryPolicyArgs : ResourceArgs
    {
        [Input("maximumEventAgeInSeconds")] public Input<int>? MaximumEventAgeInSeconds { get; set; }
        [Input("maximumRetryAttempts")] public Input<int>? MaximumRetryAttempts { get; set; }
    }

    public sealed class ScheduleTargetSqsParametersArgs : ResourceArgs
    {
        [Input("messageGroupId")] public Input<string>? MessageGroupId { get; set; }
    }
}
