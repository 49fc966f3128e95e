using EventChat.Infra;
using EventChat.Infra.Functions;
using Pulumi;

// The engine runs its compiler once without a stack, before it knows of one; packages are looked for when there is something to deploy.
var packages = Environment.GetEnvironmentVariable("PULUMI_STACK") is null ? Packages.Assumed : Packages.Built;
return await Deployment.RunAsync(() => EventChatStack.Define(packages));
