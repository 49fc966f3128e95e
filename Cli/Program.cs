using EventChat.Cli;

return await CommandTree.Create().Parse(args).InvokeAsync();
