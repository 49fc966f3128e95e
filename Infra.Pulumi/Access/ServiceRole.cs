using Pulumi;
using Pulumi.Aws.Iam;

namespace EventChat.Infra.Access;

/// <summary>A role that one service takes for one purpose, with the grants of that purpose.</summary>
internal sealed class ServiceRole
{
    private readonly string _logicalName;
    private readonly Role _role;

    /// <param name="logicalName">E.g. <c>commands</c>: the resources are <c>commandsRole</c> and <c>commandsPolicy</c>.</param>
    /// <param name="service">E.g. <c>lambda.amazonaws.com</c>.</param>
    public ServiceRole(PhysicalNames names, string logicalName, string physicalPart, string service, string description)
    {
        _logicalName = logicalName;
        _role = new Role($"{logicalName}Role", new RoleArgs
        {
            Name = names.Of(physicalPart),
            Description = description,
            AssumeRolePolicy = PolicyDocument.AssumedBy(service).ToJson(),
        });
    }

    public Output<string> Arn => _role.Arn;

    /// <summary>Once per role. Whatever acts under the role depends on the answer, or its first call may come too early.</summary>
    public RolePolicy Allow(params IEnumerable<Grant> grants) => new($"{_logicalName}Policy", new RolePolicyArgs
    {
        Role = _role.Name,
        Policy = PolicyDocument.Allowing(grants).ToJson(),
    });
}
