/** The user pool's policy (Infra.Pulumi/Identity/SignIn.cs); the pool decides, this only says it beforehand. */
export const passwordLength = 12;
export const passwordRule = "At least 12 characters, with capital and small letters and a digit.";
