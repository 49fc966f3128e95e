"""A user's life by boto3, with the client's half of SRP in plain integers. Called by StockClientTests."""
import base64
import datetime
import hashlib
import hmac
import os
import secrets

import boto3
from botocore import UNSIGNED
from botocore.config import Config
from botocore.exceptions import ClientError
from urllib.request import urlopen
import json

URL, POOL, CLIENT = os.environ["POOL_URL"], os.environ["POOL_ID"], os.environ["CLIENT_ID"]
admin = boto3.client("cognito-idp", endpoint_url=URL, region_name="us-east-1")
people = boto3.client("cognito-idp", endpoint_url=URL, region_name="us-east-1", config=Config(signature_version=UNSIGNED))
PASSWORD, BETTER = "Correct-horse-7", "Better-horse-8"
N = int("""FFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74020BBEA63B139B22514A08798E3404DDEF9519B3CD3A431B
302B0A6DF25F14374FE1356D6D51C245E485B576625E7EC6F44C42E9A637ED6B0BFF5CB6F406B7EDEE386BFB5A899FA5AE9F24117C4B1FE649286651ECE45B3D
C2007CB8A163BF0598DA48361C55D39A69163FA8FD24CF5F83655D23DCA3AD961C62F356208552BB9ED529077096966D670C354E4ABC9804F1746C08CA18217C
32905E462E36CE3BE39E772C180E86039B2783A2EC07A28FB5C55DF06F4C52C9DE2BCBF6955817183995497CEA956AE515D2261898FA051015728E5A8AAAC42D
AD33170D04507A33A85521ABDF1CBA64ECFB850458DBEF0A8AEA71575D060C7DB3970F85A6E1E4C7ABF5AE8CDB0933D71E8C94E04A25619DCEE3D2261AD2EE6B
F12FFA06D98A0864D87602733EC86A64521F2B18177B200CBBE117577A615D6C770988C0BAD946E208E24FA074E5AB3143DB5BFCE0FD108E4B82D120A93AD2CA
FFFFFFFFFFFFFFFF""".replace("\n", ""), 16)
steps = 0


def step(condition, what):
    global steps
    assert condition, what
    steps += 1


def refused(code, call, **arguments):
    try:
        call(**arguments)
    except ClientError as error:
        step(error.response["Error"]["Code"] == code, f"{error.response['Error']} where {code} was expected")
    else:
        raise AssertionError(f"not refused with {code}")


def mailed(name):
    with urlopen(f"{URL}/_local/mailbox?username={name}") as answer:
        return json.load(answer)["messages"][0]["code"]


def padded(number):
    return number.to_bytes(number.bit_length() // 8 + 1, "big")


def digest(*parts):
    return int.from_bytes(hashlib.sha256(b"".join(parts)).digest(), "big")


def srp(name, password):
    a = secrets.randbits(1024)
    public = pow(2, a, N)
    challenge = people.initiate_auth(
        ClientId=CLIENT, AuthFlow="USER_SRP_AUTH", AuthParameters={"USERNAME": name, "SRP_A": f"{public:x}"})["ChallengeParameters"]
    user, pool, b = challenge["USER_ID_FOR_SRP"], POOL.split("_")[1], int(challenge["SRP_B"], 16)
    u = digest(padded(public), padded(b))
    x = digest(padded(int(challenge["SALT"], 16)), hashlib.sha256(f"{pool}{user}:{password}".encode()).digest())
    k = digest(padded(N), padded(2))
    s = pow(b - k * pow(2, x, N), a + u * x, N)
    key = hmac.digest(hmac.digest(padded(u), padded(s), "sha256"), b"Caldera Derived Key\x01", "sha256")[:16]
    now = datetime.datetime.now(datetime.timezone.utc)
    timestamp = f"{now:%a %b} {now.day} {now:%H:%M:%S} UTC {now.year}"
    message = f"{pool}{user}".encode() + base64.b64decode(challenge["SECRET_BLOCK"]) + timestamp.encode()
    return people.respond_to_auth_challenge(ClientId=CLIENT, ChallengeName="PASSWORD_VERIFIER", ChallengeResponses={
        "USERNAME": user, "PASSWORD_CLAIM_SECRET_BLOCK": challenge["SECRET_BLOCK"], "TIMESTAMP": timestamp,
        "PASSWORD_CLAIM_SIGNATURE": base64.b64encode(hmac.digest(key, message, "sha256")).decode()})


up = people.sign_up(ClientId=CLIENT, Username="Boto", Password=PASSWORD, UserAttributes=[{"Name": "email", "Value": "boto@example.com"}])
step(up["CodeDeliveryDetails"]["Destination"] == "b***@e***", up)
refused("UserNotConfirmedException", srp, name="boto", password=PASSWORD)
refused("CodeMismatchException", people.confirm_sign_up, ClientId=CLIENT, Username="boto", ConfirmationCode="wrong")
people.confirm_sign_up(ClientId=CLIENT, Username="boto", ConfirmationCode=mailed("boto"))
tokens = srp("BOTO@example.com", PASSWORD)["AuthenticationResult"]
step(people.get_user(AccessToken=tokens["AccessToken"])["Username"] == "boto", tokens)
refused("NotAuthorizedException", srp, name="boto", password="Wrong-horse-7")
refused("NotAuthorizedException", srp, name="nobody", password=PASSWORD)
fresh = people.get_tokens_from_refresh_token(ClientId=CLIENT, RefreshToken=tokens["RefreshToken"])["AuthenticationResult"]
step(fresh["ExpiresIn"] == 3600 and "RefreshToken" not in fresh, fresh)
people.revoke_token(ClientId=CLIENT, Token=tokens["RefreshToken"])
refused("NotAuthorizedException", people.get_user, AccessToken=fresh["AccessToken"])
people.forgot_password(ClientId=CLIENT, Username="boto")
people.confirm_forgot_password(ClientId=CLIENT, Username="boto", ConfirmationCode=mailed("boto"), Password=BETTER)
step("AuthenticationResult" in srp("boto", BETTER), "sign-in with the new password")
admin.admin_disable_user(UserPoolId=POOL, Username="boto")
refused("NotAuthorizedException", srp, name="boto", password=BETTER)
admin.admin_enable_user(UserPoolId=POOL, Username="boto")
listed = admin.list_users(UserPoolId=POOL, Filter='email = "boto@example.com"')["Users"]
step([u["Username"] for u in listed] == ["boto"] and listed[0]["UserCreateDate"].year >= 2024, listed)
step(any(c["ClientId"] == CLIENT for page in admin.get_paginator("list_user_pool_clients").paginate(UserPoolId=POOL) for c in page["UserPoolClients"]), "clients")
try:
    boto3.client("cognito-idp", endpoint_url=URL, region_name="us-east-1", config=Config(signature_version=UNSIGNED)).admin_get_user(UserPoolId=POOL, Username="boto")
except ClientError as error:
    step(error.response["Error"]["Code"] == "MissingAuthenticationTokenException", error)
admin.admin_delete_user(UserPoolId=POOL, Username="boto")
refused("UserNotFoundException", admin.admin_get_user, UserPoolId=POOL, Username="boto")
refused("UnknownOperationException", admin.describe_risk_configuration, UserPoolId=POOL)
print(f"{steps} steps passed")
