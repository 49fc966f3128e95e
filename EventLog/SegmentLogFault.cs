namespace EventChat.EventLog;

/// <summary>
/// Rules that the test of the adversarial test breaks on purpose, to see that test go red. Only an internal constructor takes
/// them; nothing that is deployed can.
/// </summary>
[Flags]
internal enum SegmentLogFault
{
    None = 0,

    /// <summary>The command's id is looked for neither in what is known nor by the write's condition.</summary>
    IdsUnchecked = 1,

    /// <summary>A write goes straight to the newest segment, whatever may stand in those before it.</summary>
    WalkSkipped = 2,
}
