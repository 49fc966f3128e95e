using EventChat.Local.Comprehend.Faults;
using EventChat.Local.Wire;

namespace EventChat.Local.Comprehend;

/// <summary>What stands in for Amazon Comprehend on this machine: word lists and patterns on the real protocol, no model.</summary>
public sealed class ComprehendStandIn
{
    /// <param name="perSecond">Calls of an operation; null: as many as come. AWS begins with 20.</param>
    public ComprehendStandIn(IRequestSignature signature, TimeProvider time, int? perSecond = null)
    {
        var faults = new FaultPlan();
        Service = new ComprehendService(faults, new CallRate(perSecond, time), signature, time);
        Routes = [new FaultRoutes(faults)];
    }

    public IWireService Service { get; }

    public IReadOnlyList<IHttpRoutes> Routes { get; }
}
