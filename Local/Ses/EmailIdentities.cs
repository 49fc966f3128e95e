using System.Collections.Concurrent;

namespace EventChat.Local.Ses;

/// <summary>Addresses and domains that may send. On AWS somebody answers a mail or sets DNS records first; here each is verified at once.</summary>
internal sealed class EmailIdentities
{
    private readonly ConcurrentDictionary<string, bool> _identities = new(StringComparer.OrdinalIgnoreCase);

    public IEnumerable<string> All => _identities.Keys.Order(StringComparer.OrdinalIgnoreCase);

    public bool Has(string identity) => _identities.ContainsKey(identity);

    /// <returns>False: it was there.</returns>
    public bool Add(string identity) => _identities.TryAdd(identity, true);

    public bool Remove(string identity) => _identities.TryRemove(identity, out _);

    public static string TypeOf(string identity) => identity.Contains('@', StringComparison.Ordinal) ? "EMAIL_ADDRESS" : "DOMAIN";

    public static string ArnOf(string identity) => LocalAddress.Arn("ses", $"identity/{identity}");

    /// <summary>The address itself, its domain, or a domain that this one is under.</summary>
    public bool MaySend(string address)
    {
        if (Has(address)) return true;
        var domain = address[(address.LastIndexOf('@') + 1)..];
        for (; domain.Length > 0; domain = domain.IndexOf('.', StringComparison.Ordinal) is var dot and >= 0 ? domain[(dot + 1)..] : "")
            if (Has(domain)) return true;
        return false;
    }
}
