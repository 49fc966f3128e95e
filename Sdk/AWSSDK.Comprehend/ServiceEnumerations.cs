using Amazon.Runtime;

namespace Amazon.Comprehend;

// Open enumerations: a value this version does not know is kept as it is.

public class LanguageCode(string value) : ConstantClass(value)
{
    public static readonly LanguageCode Ar = new("ar");
    public static readonly LanguageCode De = new("de");
    public static readonly LanguageCode En = new("en");
    public static readonly LanguageCode Es = new("es");
    public static readonly LanguageCode Fr = new("fr");
    public static readonly LanguageCode Hi = new("hi");
    public static readonly LanguageCode It = new("it");
    public static readonly LanguageCode Ja = new("ja");
    public static readonly LanguageCode Ko = new("ko");
    public static readonly LanguageCode Pt = new("pt");
    public static readonly LanguageCode Zh = new("zh");
    public static readonly LanguageCode ZhTW = new("zh-TW");

    public static LanguageCode FindValue(string value) => FindValue<LanguageCode>(value);

    public static implicit operator LanguageCode(string value) => FindValue(value);
}

public class PiiEntityType(string value) : ConstantClass(value)
{
    public static readonly PiiEntityType ADDRESS = new("ADDRESS");
    public static readonly PiiEntityType AGE = new("AGE");
    public static readonly PiiEntityType ALL = new("ALL");
    public static readonly PiiEntityType AWS_ACCESS_KEY = new("AWS_ACCESS_KEY");
    public static readonly PiiEntityType AWS_SECRET_KEY = new("AWS_SECRET_KEY");
    public static readonly PiiEntityType BANK_ACCOUNT_NUMBER = new("BANK_ACCOUNT_NUMBER");
    public static readonly PiiEntityType BANK_ROUTING = new("BANK_ROUTING");
    public static readonly PiiEntityType CA_HEALTH_NUMBER = new("CA_HEALTH_NUMBER");
    public static readonly PiiEntityType CA_SOCIAL_INSURANCE_NUMBER = new("CA_SOCIAL_INSURANCE_NUMBER");
    public static readonly PiiEntityType CREDIT_DEBIT_CVV = new("CREDIT_DEBIT_CVV");
    public static readonly PiiEntityType CREDIT_DEBIT_EXPIRY = new("CREDIT_DEBIT_EXPIRY");
    public static readonly PiiEntityType CREDIT_DEBIT_NUMBER = new("CREDIT_DEBIT_NUMBER");
    public static readonly PiiEntityType DATE_TIME = new("DATE_TIME");
    public static readonly PiiEntityType DRIVER_ID = new("DRIVER_ID");
    public static readonly PiiEntityType EMAIL = new("EMAIL");
    public static readonly PiiEntityType INTERNATIONAL_BANK_ACCOUNT_NUMBER = new("INTERNATIONAL_BANK_ACCOUNT_NUMBER");
    public static readonly PiiEntityType IN_AADHAAR = new("IN_AADHAAR");
    public static readonly PiiEntityType IN_NREGA = new("IN_NREGA");
    public static readonly PiiEntityType IN_PERMANENT_ACCOUNT_NUMBER = new("IN_PERMANENT_ACCOUNT_NUMBER");
    public static readonly PiiEntityType IN_VOTER_NUMBER = new("IN_VOTER_NUMBER");
    public static readonly PiiEntityType IP_ADDRESS = new("IP_ADDRESS");
    public static readonly PiiEntityType LICENSE_PLATE = new("LICENSE_PLATE");
    public static readonly PiiEntityType MAC_ADDRESS = new("MAC_ADDRESS");
    public static readonly PiiEntityType NAME = new("NAME");
    public static readonly PiiEntityType PASSPORT_NUMBER = new("PASSPORT_NUMBER");
    public static readonly PiiEntityType PASSWORD = new("PASSWORD");
    public static readonly PiiEntityType PHONE = new("PHONE");
    public static readonly PiiEntityType PIN = new("PIN");
    public static readonly PiiEntityType SSN = new("SSN");
    public static readonly PiiEntityType SWIFT_CODE = new("SWIFT_CODE");
    public static readonly PiiEntityType UK_NATIONAL_HEALTH_SERVICE_NUMBER = new("UK_NATIONAL_HEALTH_SERVICE_NUMBER");
    public static readonly PiiEntityType UK_NATIONAL_INSURANCE_NUMBER = new("UK_NATIONAL_INSURANCE_NUMBER");
    public static readonly PiiEntityType UK_UNIQUE_TAXPAYER_REFERENCE_NUMBER = new("UK_UNIQUE_TAXPAYER_REFERENCE_NUMBER");
    public static readonly PiiEntityType URL = new("URL");
    public static readonly PiiEntityType USERNAME = new("USERNAME");
    public static readonly PiiEntityType US_INDIVIDUAL_TAX_IDENTIFICATION_NUMBER = new("US_INDIVIDUAL_TAX_IDENTIFICATION_NUMBER");
    public static readonly PiiEntityType VEHICLE_IDENTIFICATION_NUMBER = new("VEHICLE_IDENTIFICATION_NUMBER");

    public static PiiEntityType FindValue(string value) => FindValue<PiiEntityType>(value);

    public static implicit operator PiiEntityType(string value) => FindValue(value);
}

public class SentimentType(string value) : ConstantClass(value)
{
    public static readonly SentimentType MIXED = new("MIXED");
    public static readonly SentimentType NEGATIVE = new("NEGATIVE");
    public static readonly SentimentType NEUTRAL = new("NEUTRAL");
    public static readonly SentimentType POSITIVE = new("POSITIVE");

    public static SentimentType FindValue(string value) => FindValue<SentimentType>(value);

    public static implicit operator SentimentType(string value) => FindValue(value);
}

public class ToxicContentType(string value) : ConstantClass(value)
{
    public static readonly ToxicContentType GRAPHIC = new("GRAPHIC");
    public static readonly ToxicContentType HARASSMENT_OR_ABUSE = new("HARASSMENT_OR_ABUSE");
    public static readonly ToxicContentType HATE_SPEECH = new("HATE_SPEECH");
    public static readonly ToxicContentType INSULT = new("INSULT");
    public static readonly ToxicContentType PROFANITY = new("PROFANITY");
    public static readonly ToxicContentType SEXUAL = new("SEXUAL");
    public static readonly ToxicContentType VIOLENCE_OR_THREAT = new("VIOLENCE_OR_THREAT");

    public static ToxicContentType FindValue(string value) => FindValue<ToxicContentType>(value);

    public static implicit operator ToxicContentType(string value) => FindValue(value);
}
