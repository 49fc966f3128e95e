using System.CommandLine;
using EventChat.Infra;
using Pulumi;

namespace EventChat.Cli;

/// <summary>`eventchat infra`: the program that `pulumi up` compiles and `eventchat up` reads.</summary>
public static class InfraCommand
{
    public static Command Create()
    {
        var stack = new Option<string>("--stack") { Description = "The stack's name.", DefaultValueFactory = _ => "dev" };
        var config = new Option<string[]>("--config", "-c")
        {
            Description = "A setting of the stack, name=value; may be given several times.", AllowMultipleArgumentsPerToken = true,
        };
        var command = new Command("infra", "Print the Pulumi program of the stack.") { stack, config };
        command.SetAction(result =>
        {
            var settings = Settings(result.GetValue(config) ?? []).ToDictionary(s => s.Key.Contains(':') ? s.Key : $"{StackProgram.Project}:{s.Key}", s => s.Value);
            try
            {
                Console.Out.Write(StackProgram.Render(StackProgram.Development with { Stack = result.GetRequiredValue(stack), Config = settings }));
                return 0;
            }
            catch (RunException e)
            {
                Console.Error.WriteLine($"eventchat: {e.Message}");
                return 1;
            }
        });
        return command;
    }

    /// <summary><c>name=value</c> each.</summary>
    public static Dictionary<string, string> Settings(IEnumerable<string> given) =>
        given.Select(setting => setting.Split('=', 2)).ToDictionary(parts => parts[0], parts => parts.ElementAtOrDefault(1) ?? "");
}
