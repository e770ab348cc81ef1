// A virtual authenticator of Chromium: a passkey without a finger.

/** Gives the window a device that knows its owner. Answers how to look at it and how to make it refuse. */
export async function plugIn(screen) {
  const session = await screen.context.newCDPSession(screen.page);
  await session.send("WebAuthn.enable");
  const { authenticatorId } = await session.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  const credentials = async () => (await session.send("WebAuthn.getCredentials", { authenticatorId })).credentials;
  return {
    credentials,
    /** Sets the count of signatures, such as to what a copy of the device would have. */
    countTo: async (signCount) => {
      const [credential] = await credentials();
      await session.send("WebAuthn.removeCredential", { authenticatorId, credentialId: credential.credentialId });
      await session.send("WebAuthn.addCredential", { authenticatorId, credential: { ...credential, signCount } });
    },
    /** Whether the owner's finger is known. */
    verifies: (isUserVerified) => session.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified }),
  };
}
