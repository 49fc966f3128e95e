namespace EventChat.Projections;

/// <summary>Dollars per million request units, on demand in us-east-1, as of November 2026; <c>bench/prices.json</c> names the source.</summary>
public static class UnitPrice
{
    private const double MillionWrites = 0.625, MillionReads = 0.125;

    public static double Dollars(double wru, double rru) => (wru * MillionWrites + rru * MillionReads) / 1_000_000;
}
