/** The data identifiers that do not depend on a country. */
const UNIVERSAL = [
  ...(["AwsSecretKey", "OpenSshPrivateKey", "PgpPrivateKey", "PkcsPrivateKey", "PuttyPrivateKey"] as const),
  ...(["CreditCardExpiration", "CreditCardNumber", "CreditCardSecurityCode"] as const),
  ...(["Address", "EmailAddress", "IpAddress", "LatLong", "Name", "VehicleIdentificationNumber"] as const),
] as const;

/** The data identifiers of countries. */
const BY_COUNTRY = [
  ...(["BankAccountNumber-DE", "BankAccountNumber-ES", "BankAccountNumber-FR", "BankAccountNumber-GB"] as const),
  ...(["BankAccountNumber-IT", "BankAccountNumber-US", "CepCode-BR", "Cnpj-BR", "CpfCode-BR"] as const),
  ...(["DriversLicense-AT", "DriversLicense-AU", "DriversLicense-BE", "DriversLicense-BG"] as const),
  ...(["DriversLicense-CA", "DriversLicense-CY", "DriversLicense-CZ", "DriversLicense-DE"] as const),
  ...(["DriversLicense-DK", "DriversLicense-EE", "DriversLicense-ES", "DriversLicense-FI"] as const),
  ...(["DriversLicense-FR", "DriversLicense-GB", "DriversLicense-GR", "DriversLicense-HR"] as const),
  ...(["DriversLicense-HU", "DriversLicense-IE", "DriversLicense-IT", "DriversLicense-LT"] as const),
  ...(["DriversLicense-LU", "DriversLicense-LV", "DriversLicense-MT", "DriversLicense-NL"] as const),
  ...(["DriversLicense-PL", "DriversLicense-PT", "DriversLicense-RO", "DriversLicense-SE"] as const),
  ...(["DriversLicense-SI", "DriversLicense-SK", "DriversLicense-US", "DrugEnforcementAgencyNumber-US"] as const),
  ...(["ElectoralRollNumber-GB", "HealthInsuranceCardNumber-EU", "HealthInsuranceClaimNumber-US"] as const),
  ...(["HealthInsuranceNumber-FR", "HealthcareProcedureCode-US", "IndividualTaxIdentificationNumber-US"] as const),
  ...(["InseeCode-FR", "MedicareBeneficiaryNumber-US", "NationalDrugCode-US"] as const),
  ...(["NationalIdentificationNumber-DE", "NationalIdentificationNumber-ES"] as const),
  ...(["NationalIdentificationNumber-IT", "NationalInsuranceNumber-GB", "NationalProviderId-US"] as const),
  ...(["NhsNumber-GB", "NieNumber-ES", "NifNumber-ES", "PassportNumber-CA", "PassportNumber-DE"] as const),
  ...(["PassportNumber-ES", "PassportNumber-FR", "PassportNumber-GB", "PassportNumber-IT"] as const),
  ...(["PassportNumber-US", "PermanentResidenceNumber-CA", "PersonalHealthNumber-CA"] as const),
  ...(["PhoneNumber-BR", "PhoneNumber-DE", "PhoneNumber-ES", "PhoneNumber-FR", "PhoneNumber-GB"] as const),
  ...(["PhoneNumber-IT", "PhoneNumber-US", "PostalCode-CA", "RgNumber-BR", "SocialInsuranceNumber-CA"] as const),
  ...(["Ssn-ES", "Ssn-US", "TaxId-DE", "TaxId-ES", "TaxId-FR", "TaxId-GB", "ZipCode-US"] as const),
] as const;

/**
 * The managed data identifiers of CloudWatch Logs.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL-managed-data-identifiers.html
 */
export const DATA_IDENTIFIERS = [...UNIVERSAL, ...BY_COUNTRY] as const;

/**
 * A kind of data that CloudWatch Logs finds in log events. Names of data that depends on a country end with its code. The ARN of a
 * data identifier is accepted too.
 */
export type LogGroupDataIdentifier = (typeof DATA_IDENTIFIERS)[number] | `arn:${string}`;
