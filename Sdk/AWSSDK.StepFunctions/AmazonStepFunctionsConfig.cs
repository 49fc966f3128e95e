using Amazon.StepFunctions.Internal;
using Amazon.JsonProtocol;

namespace Amazon.StepFunctions;

public class AmazonStepFunctionsConfig : JsonServiceConfig
{
    public AmazonStepFunctionsConfig() : base(StepFunctionsService.Definition) { }

    public static new string ServiceId => StepFunctionsService.Definition.Id;
}
