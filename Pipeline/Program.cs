using Amazon.Lambda.RuntimeSupport;
using EventChat.Pipeline;

var environment = Settings.ProcessEnvironment();
var name = environment.GetValueOrDefault("_HANDLER", "");
if (!Entry.Functions.TryGetValue(name, out var build))
{
    await Console.Error.WriteLineAsync($"There is no function '{name}'. Known: {string.Join(", ", Entry.Functions.Keys)}");
    return 1;
}
await LambdaBootstrapBuilder.Create(build(environment)).Build().RunAsync();
return 0;
