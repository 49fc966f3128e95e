using Amazon.Runtime;

namespace Amazon.EventBridge;

// Open enumerations: a value this version does not know is kept as it is.

public class ApiDestinationHttpMethod(string value) : ConstantClass(value)
{
    public static readonly ApiDestinationHttpMethod DELETE = new("DELETE");
    public static readonly ApiDestinationHttpMethod GET = new("GET");
    public static readonly ApiDestinationHttpMethod HEAD = new("HEAD");
    public static readonly ApiDestinationHttpMethod OPTIONS = new("OPTIONS");
    public static readonly ApiDestinationHttpMethod PATCH = new("PATCH");
    public static readonly ApiDestinationHttpMethod POST = new("POST");
    public static readonly ApiDestinationHttpMethod PUT = new("PUT");

    public static ApiDestinationHttpMethod FindValue(string value) => FindValue<ApiDestinationHttpMethod>(value);

    public static implicit operator ApiDestinationHttpMethod(string value) => FindValue(value);
}

public class ApiDestinationState(string value) : ConstantClass(value)
{
    public static readonly ApiDestinationState ACTIVE = new("ACTIVE");
    public static readonly ApiDestinationState INACTIVE = new("INACTIVE");

    public static ApiDestinationState FindValue(string value) => FindValue<ApiDestinationState>(value);

    public static implicit operator ApiDestinationState(string value) => FindValue(value);
}

public class ArchiveState(string value) : ConstantClass(value)
{
    public static readonly ArchiveState CREATE_FAILED = new("CREATE_FAILED");
    public static readonly ArchiveState CREATING = new("CREATING");
    public static readonly ArchiveState DISABLED = new("DISABLED");
    public static readonly ArchiveState ENABLED = new("ENABLED");
    public static readonly ArchiveState UPDATE_FAILED = new("UPDATE_FAILED");
    public static readonly ArchiveState UPDATING = new("UPDATING");

    public static ArchiveState FindValue(string value) => FindValue<ArchiveState>(value);

    public static implicit operator ArchiveState(string value) => FindValue(value);
}

public class ConnectionAuthorizationType(string value) : ConstantClass(value)
{
    public static readonly ConnectionAuthorizationType API_KEY = new("API_KEY");
    public static readonly ConnectionAuthorizationType BASIC = new("BASIC");
    public static readonly ConnectionAuthorizationType OAUTH_CLIENT_CREDENTIALS = new("OAUTH_CLIENT_CREDENTIALS");

    public static ConnectionAuthorizationType FindValue(string value) => FindValue<ConnectionAuthorizationType>(value);

    public static implicit operator ConnectionAuthorizationType(string value) => FindValue(value);
}

public class ConnectionOAuthHttpMethod(string value) : ConstantClass(value)
{
    public static readonly ConnectionOAuthHttpMethod GET = new("GET");
    public static readonly ConnectionOAuthHttpMethod POST = new("POST");
    public static readonly ConnectionOAuthHttpMethod PUT = new("PUT");

    public static ConnectionOAuthHttpMethod FindValue(string value) => FindValue<ConnectionOAuthHttpMethod>(value);

    public static implicit operator ConnectionOAuthHttpMethod(string value) => FindValue(value);
}

public class ConnectionState(string value) : ConstantClass(value)
{
    public static readonly ConnectionState ACTIVE = new("ACTIVE");
    public static readonly ConnectionState AUTHORIZED = new("AUTHORIZED");
    public static readonly ConnectionState AUTHORIZING = new("AUTHORIZING");
    public static readonly ConnectionState CREATING = new("CREATING");
    public static readonly ConnectionState DEAUTHORIZED = new("DEAUTHORIZED");
    public static readonly ConnectionState DEAUTHORIZING = new("DEAUTHORIZING");
    public static readonly ConnectionState DELETING = new("DELETING");
    public static readonly ConnectionState FAILED_CONNECTIVITY = new("FAILED_CONNECTIVITY");
    public static readonly ConnectionState UPDATING = new("UPDATING");

    public static ConnectionState FindValue(string value) => FindValue<ConnectionState>(value);

    public static implicit operator ConnectionState(string value) => FindValue(value);
}

public class IncludeDetail(string value) : ConstantClass(value)
{
    public static readonly IncludeDetail FULL = new("FULL");
    public static readonly IncludeDetail NONE = new("NONE");

    public static IncludeDetail FindValue(string value) => FindValue<IncludeDetail>(value);

    public static implicit operator IncludeDetail(string value) => FindValue(value);
}

public class Level(string value) : ConstantClass(value)
{
    public static readonly Level ERROR = new("ERROR");
    public static readonly Level INFO = new("INFO");
    public static readonly Level OFF = new("OFF");
    public static readonly Level TRACE = new("TRACE");

    public static Level FindValue(string value) => FindValue<Level>(value);

    public static implicit operator Level(string value) => FindValue(value);
}

public class ReplayState(string value) : ConstantClass(value)
{
    public static readonly ReplayState CANCELLED = new("CANCELLED");
    public static readonly ReplayState CANCELLING = new("CANCELLING");
    public static readonly ReplayState COMPLETED = new("COMPLETED");
    public static readonly ReplayState FAILED = new("FAILED");
    public static readonly ReplayState RUNNING = new("RUNNING");
    public static readonly ReplayState STARTING = new("STARTING");

    public static ReplayState FindValue(string value) => FindValue<ReplayState>(value);

    public static implicit operator ReplayState(string value) => FindValue(value);
}

public class RuleState(string value) : ConstantClass(value)
{
    public static readonly RuleState DISABLED = new("DISABLED");
    public static readonly RuleState ENABLED = new("ENABLED");
    public static readonly RuleState ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS = new("ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS");

    public static RuleState FindValue(string value) => FindValue<RuleState>(value);

    public static implicit operator RuleState(string value) => FindValue(value);
}
