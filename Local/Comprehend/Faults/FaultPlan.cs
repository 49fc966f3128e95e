namespace EventChat.Local.Comprehend.Faults;

/// <summary>What goes wrong with a call.</summary>
internal enum Fault
{
    None,

    /// <summary>400 ThrottlingException.</summary>
    Throttling,

    /// <summary>500 InternalServerException.</summary>
    Outage,

    /// <summary>The connection is closed without an answer.</summary>
    Connection,
}

/// <param name="Rate">Share of the calls that fail.</param>
/// <param name="Count">So many fail at most; null: all while it stands.</param>
/// <param name="Latency">Before every answer, a failed one's too.</param>
/// <param name="Operation">Null: every one.</param>
internal sealed record FaultOrder(Fault Fault, double Rate, int? Count, TimeSpan Latency, string? Operation);

/// <summary>Faults on demand. Which calls of a share fail is fixed: the same test sees the same.</summary>
internal sealed class FaultPlan
{
    private readonly Lock _gate = new();
    private FaultOrder? _order;
    private int _left;
    private double _owed;

    public FaultOrder? Order
    {
        get
        {
            lock (_gate) return _order is null ? null : _order with { Count = _order.Count is null ? null : _left };
        }
    }

    /// <param name="order">Null: nothing goes wrong any more.</param>
    public void Set(FaultOrder? order)
    {
        lock (_gate) (_order, _left, _owed) = (order, order?.Count ?? 0, 0);
    }

    public (Fault Fault, TimeSpan Latency) Next(string operation)
    {
        lock (_gate)
        {
            if (_order is not { } order || (order.Operation is { } only && only != operation)) return (Fault.None, TimeSpan.Zero);
            // A share of 0.25 is every fourth call: the sum of the shares passes a whole number then. The rest is for 0.1 having no exact double.
            _owed += order.Rate;
            if (order.Fault is Fault.None || _owed < 1 - 1e-9 || (order.Count is not null && _left == 0)) return (Fault.None, order.Latency);
            _owed -= 1;
            _left--;
            return (order.Fault, order.Latency);
        }
    }
}
