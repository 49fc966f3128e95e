using EventChat.Cli;

return await CommandLine.Root().Parse(args).InvokeAsync();
