using EventChat.Local.StepFunctions.Service;

namespace EventChat.UnitTests.StepFunctionsService;

public class TaskTokenTests
{
    private const string Execution = "arn:aws:states:us-east-1:000000000000:execution:m:1";

    [Fact]
    public void A_token_can_stand_on_a_command_line_and_says_whose_it_is()
    {
        var tokens = new TaskTokens(new byte[32]);
        // One in 64 began with a hyphen.
        for (var i = 0; i < 1_000; i++)
        {
            var token = tokens.NewToken(Execution, $"{i}");
            Assert.NotEqual('-', token[0]);
            Assert.Equal(Execution, tokens.ExecutionOf(token));
        }
    }
}
