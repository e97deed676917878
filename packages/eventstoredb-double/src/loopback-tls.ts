/**
 * A private key and its self-signed certificate for 127.0.0.1 and localhost, to serve tests over
 * TLS. The key is public, so it is useless for anything else.
 */
export const loopbackTls = {
  key: `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgBby3BM2Kuqesv7hr
XcU6UzsLD3y9pz5QaM5pdVEGUKWhRANCAAQjEAAKzdVGcl/TmllONEd5UmbWAqSu
Xi/jhohhG398hH4TO/F/tqNclTMQJd2n59onerXlgImb+xQAFNjZch9W
-----END PRIVATE KEY-----
`,
  certificate: `-----BEGIN CERTIFICATE-----
MIIBmzCCAUGgAwIBAgIUfRM3Owsr6clT+tAWfqw68vNba8cwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMzE2MzMyNVoYDzIxMjYxMDMw
MTYzMzI1WjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAAQjEAAKzdVGcl/TmllONEd5UmbWAqSuXi/jhohhG398hH4TO/F/tqNc
lTMQJd2n59onerXlgImb+xQAFNjZch9Wo28wbTAdBgNVHQ4EFgQUp4vfYPRJW8cr
2tOXAZGoPrfCD2EwHwYDVR0jBBgwFoAUp4vfYPRJW8cr2tOXAZGoPrfCD2EwDwYD
VR0TAQH/BAUwAwEB/zAaBgNVHREEEzARhwR/AAABgglsb2NhbGhvc3QwCgYIKoZI
zj0EAwIDSAAwRQIhAI3XRlLT/y0+ziPEXNXK5y3CmWZ1/Vr3OgPv5+rS0n/4AiAQ
RfkhBnLl0aEcFB7B3gztlIZau2/sOcJbcK+fSLDFpA==
-----END CERTIFICATE-----
`,
}
