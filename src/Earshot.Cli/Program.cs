using Earshot.Cli.CommandLine;
using Earshot.Cli.Terminals;

using var signals = new ShutdownSignals();
using var terminal = Terminal.ForProcess();
return await EarshotProgram.RunAsync(args, terminal, signals.Token);
