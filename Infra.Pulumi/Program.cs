using EventChat.Infra;
using Pulumi;

return await Deployment.RunAsync(EventChatStack.Define);
