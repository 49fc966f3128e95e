using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("EventChat.UnitTests")]
